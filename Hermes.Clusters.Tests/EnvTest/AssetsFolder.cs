namespace Hermes.Clusters.Tests.EnvTest;

/// <summary>A folder with scripts in the place of a control plane's programs.</summary>
internal sealed class AssetsFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hermes-assets-");

    public string FullName => _folder.FullName;

    public string Add(string name, string script)
    {
        var path = Path.Combine(FullName, name);
        File.WriteAllText(path, "#!/bin/sh\n" + script + "\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
