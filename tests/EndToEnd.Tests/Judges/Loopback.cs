using System.Net;
using System.Net.Sockets;

namespace SecretScoops.Governance.EndToEnd.Tests.Judges;

/// <summary>Free ports of this machine.</summary>
internal static class Loopback
{
    /// <summary>A listener that listens; HttpListener cannot ask for any free port, and a chosen one may be taken meanwhile.</summary>
    public static (HttpListener Listener, Uri Address) Listen()
    {
        for (var attempt = 1; ; attempt++)
        {
            var address = new Uri($"http://127.0.0.1:{FreePort()}/");
            var listener = new HttpListener();
            listener.Prefixes.Add(address.AbsoluteUri);
            try
            {
                listener.Start();
                return (listener, address);
            }
            catch (Exception exception) when (exception is HttpListenerException or SocketException && attempt < 10)
            {
                listener.Close();
            }
        }
    }

    private static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }
}
