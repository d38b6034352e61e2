using System.Net;
using System.Net.Sockets;

namespace Hermes.Clusters.EnvTest;

internal static class FreePort
{
    /// <summary>A loopback port that nobody listened on a moment ago; these programs cannot be asked for any free one.</summary>
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
