using Hermes.Operator.Commands;

using var input = Console.OpenStandardInput();
return await OperatorCommandLine.InvokeAsync(args, input, Console.Out, Console.Error);
