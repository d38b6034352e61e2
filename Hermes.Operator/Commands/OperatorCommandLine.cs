using System.CommandLine;
using System.CommandLine.Invocation;

namespace Hermes.Operator.Commands;

/// <summary>The operator's command line. Every mistake of the user's is one line on the error stream and a non-zero exit.</summary>
internal static class OperatorCommandLine
{
    /// <summary>Runs the command that the arguments name.</summary>
    /// <param name="args">The arguments, without the program's name.</param>
    /// <param name="input">What <c>-f -</c> reads.</param>
    /// <param name="output">Results.</param>
    /// <param name="error">What is wrong.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> InvokeAsync(IReadOnlyList<string> args, Stream input, TextWriter output, TextWriter error)
    {
        var root = new RootCommand("Runs web apps on Kubernetes: one HermesApp becomes its Deployment, Service, Ingress and autoscaler.")
        {
            RunCommand.Create(),
            DoctorCommand.Create(),
            RenderCommand.Create(input),
            GenerateCommand.Create(),
            VerifyCommand.Create(),
        };
        // A response file (@name) would make an argument of what stands in a file.
        var result = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (result.Action is ParseErrorAction parseError)
        {
            parseError.ShowHelp = false;
            parseError.ShowTypoCorrections = false;
        }

        // No termination timeout: it would end the process under the host, which stops on SIGTERM by itself.
        return await result.InvokeAsync(new InvocationConfiguration { Output = output, Error = error, ProcessTerminationTimeout = null });
    }
}
