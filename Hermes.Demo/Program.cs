using Hermes.Demo.Commands;
using Hermes.Demo.Runs;

return await DemoCommand.InvokeAsync(args, settings => new DemoRun(settings, Console.Out, Console.Error, TimeProvider.System).RunAsync());
