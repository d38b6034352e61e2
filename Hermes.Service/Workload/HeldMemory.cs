using System.IO.MemoryMappedFiles;

namespace Hermes.Service.Workload;

/// <summary>
/// Memory outside the garbage collector's heap, so that it is gone with the request and not at some later collection. Every page is
/// written to: the kernel counts none before.
/// </summary>
internal sealed class HeldMemory : IDisposable
{
    private const long Mebibyte = 1024 * 1024;

    private readonly MemoryMappedFile? _map;
    private readonly MemoryMappedViewAccessor? _view;
    private readonly Action _released;

    /// <summary>Holds so much memory; 0 is none.</summary>
    public HeldMemory(int mebibytes, Action released)
    {
        _released = released;
        if (mebibytes == 0)
        {
            return;
        }

        _map = MemoryMappedFile.CreateNew(mapName: null, mebibytes * Mebibyte);
        try
        {
            _view = _map.CreateViewAccessor();
            for (long at = 0; at < mebibytes * Mebibyte; at += Environment.SystemPageSize)
            {
                _view.Write(at, (byte)1);
            }
        }
        catch
        {
            _view?.Dispose();
            _map.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _view?.Dispose();
        _map?.Dispose();
        _released();
    }
}
