namespace Hermes.Chart.Tests.Images;

/// <summary>One instruction of a Dockerfile, its lines joined.</summary>
internal sealed record DockerInstruction(string Name, string Arguments)
{
    /// <summary>The arguments of a COPY: all but the last are what is copied, the last is where to.</summary>
    public IReadOnlyList<string> Words { get; } = Arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
