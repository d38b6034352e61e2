using System.Text;

namespace Hermes.DevCluster.Hosting;

/// <summary>A kubeconfig on disk, for its owner only.</summary>
internal sealed class KubeconfigFile : IDisposable
{
    private readonly bool _temporary;

    private KubeconfigFile(string path, bool temporary) => (Path, _temporary) = (path, temporary);

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Writes a file.</summary>
    /// <param name="path">Where to, and left there; null for a temporary one.</param>
    /// <param name="text">What.</param>
    public static KubeconfigFile Write(string? path, string text)
    {
        var target = System.IO.Path.GetFullPath(
            path ?? System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"devcluster-{Guid.NewGuid():N}.kubeconfig"));
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        // A file that is already there keeps its own mode; it must not keep readers that the secret is not for.
        File.Delete(target);
        using var file = new FileStream(target, options);
        file.Write(Encoding.UTF8.GetBytes(text));
        return new KubeconfigFile(target, path is null);
    }

    /// <summary>Removes a temporary file.</summary>
    public void Dispose()
    {
        if (_temporary)
        {
            File.Delete(Path);
        }
    }
}
