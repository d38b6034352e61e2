using System.Net;
using System.Net.Sockets;

namespace Hermes.Clusters;

/// <summary>Finds a port for a program that cannot be asked to take any free one.</summary>
public static class FreePort
{
    /// <summary>A port of the loopback address that nobody listened on a moment ago. Another process may take it in the meantime.</summary>
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
