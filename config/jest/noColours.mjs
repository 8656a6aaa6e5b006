/** Jest tells its workers to use colours when it has a terminal itself; expected texts have none. */
delete process.env.FORCE_COLOR;
process.env.NO_COLOR = '1';
