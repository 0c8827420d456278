using Dataset.Cli;
using Dataset.Cli.Streams;

StandardStreams.Prepare();
using var stop = StopRequest.FromSignals();
return CommandLine.Run(args, Terminal.OfProcess(StandardStreams.OpenOutput(), StandardStreams.OpenError(), stop));
