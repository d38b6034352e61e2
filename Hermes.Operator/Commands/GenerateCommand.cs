using System.CommandLine;

namespace Hermes.Operator.Commands;

/// <summary><c>generate</c>: writes the manifests that are made from the code.</summary>
internal static class GenerateCommand
{
    public static Command Create()
    {
        var output = new Option<string>("--output", "-o")
        {
            Description = "The folder to write to; made where it is missing.",
            HelpName = "DIR",
            Required = true,
        };
        var command = new Command("generate", "Writes the CustomResourceDefinition and the operator's RBAC, made from the code.") { output };
        command.SetAction(result => Generate(result.GetRequiredValue(output), result.InvocationConfiguration));
        return command;
    }

    private static int Generate(string directory, InvocationConfiguration streams)
    {
        foreach (var (name, content) in GeneratedManifests.All())
        {
            var path = Path.Combine(directory, name);
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, content);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
            {
                streams.Error.WriteLine($"{path}: {exception.Message}");
                return 1;
            }

            streams.Output.WriteLine(path);
        }

        return 0;
    }
}
