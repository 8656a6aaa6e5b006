/** A metadata type of External Client Apps that is recognised, reported as a loss and never written. */
export type OtherType = {
  readonly name: string;
  readonly folder: string;
  readonly suffix: string;
  readonly description: string;
};

/** The types that Salesforce keeps to itself or has replaced. */
export const otherTypes: readonly OtherType[] = [
  {
    name: 'ExtlClntAppSampleSettings',
    folder: 'extlClntAppSampleSettings',
    suffix: 'ecaSmpl',
    description: 'Settings of a sample plug-in inside Salesforce.',
  },
  {
    name: 'ExtlClntAppSampleConfigurablePolicies',
    folder: 'extlClntAppSamplePolicies',
    suffix: 'ecaSmplPlcy',
    description: 'Policies of a sample plug-in inside Salesforce.',
  },
  // The suffix stayed when the type was renamed, so the folder or the root element tells the two apart.
  {
    name: 'ExtlClntAppCanvasStngs',
    folder: 'extlClntAppCanvasStngs',
    suffix: 'ecaCanvas',
    description: 'The name of ExtlClntAppCanvasSettings in API 65.',
  },
];
