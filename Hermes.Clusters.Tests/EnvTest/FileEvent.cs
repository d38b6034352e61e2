namespace Hermes.Clusters.Tests.EnvTest;

internal static class FileEvent
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Completes once a file is there.</summary>
    public static async Task CreatedAsync(string path)
    {
        var created = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watcher = new FileSystemWatcher(Path.GetDirectoryName(path)!, Path.GetFileName(path));
        watcher.Created += (_, _) => created.TrySetResult();
        watcher.EnableRaisingEvents = true;
        if (!File.Exists(path))
        {
            await created.Task.WaitAsync(Patience);
        }
    }
}
