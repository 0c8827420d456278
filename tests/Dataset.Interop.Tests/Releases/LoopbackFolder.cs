using System.Net;
using System.Net.Sockets;

namespace Dataset.Interop.Tests.Releases;

/// <summary>Serves the files of a folder on this machine, as places for downloads do: each by its name, whole or in ranges.</summary>
internal sealed class LoopbackFolder : IDisposable
{
    private readonly string _folder;
    private readonly HttpListener _listener;
    private readonly Task _served;

    public LoopbackFolder(string folder)
    {
        _folder = folder;
        (_listener, Url) = Listen();
        _served = Task.Run(ServeAsync);
    }

    /// <summary>The address of the folder, without a slash at its end.</summary>
    public string Url { get; }

    public void Dispose()
    {
        _listener.Stop();
        _served.GetAwaiter().GetResult();
        _listener.Close();
    }

    /// <summary>Another program may take a free port before it is listened on: then the next one is tried.</summary>
    private static (HttpListener, string) Listen()
    {
        for (var tries = 1; ; tries++)
        {
            using var free = new TcpListener(IPAddress.Loopback, 0);
            free.Start();
            var url = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
            free.Stop();
            var listener = new HttpListener();
            listener.Prefixes.Add(url + "/");
            try
            {
                listener.Start();
                return (listener, url);
            }
            catch (HttpListenerException) when (tries < 20)
            {
                listener.Close();
            }
        }
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
            try
            {
                Answer(context);
            }
            catch (Exception e) when (e is HttpListenerException or IOException)
            {
                // The engine has hung up.
            }
        }
    }

    private void Answer(HttpListenerContext context)
    {
        using var response = context.Response;
        var file = Path.Combine(_folder, Path.GetFileName(context.Request.Url!.AbsolutePath));
        // Folders are none of it: what asks for data/claims.csv finds nothing.
        if (context.Request.Url.AbsolutePath.Count(c => c == '/') > 1 || !File.Exists(file))
        {
            response.StatusCode = 404;
            return;
        }
        var bytes = File.ReadAllBytes(file);
        var (start, end) = (0, bytes.Length - 1);
        response.AddHeader("Accept-Ranges", "bytes");
        if (context.Request.Headers["Range"] is { } range && range["bytes=".Length..].Split('-') is [var from, var to])
        {
            start = from.Length == 0 ? Math.Max(0, bytes.Length - int.Parse(to)) : int.Parse(from);
            end = from.Length == 0 || to.Length == 0 ? end : Math.Min(end, int.Parse(to));
            response.StatusCode = 206;
            response.AddHeader("Content-Range", $"bytes {start}-{end}/{bytes.Length}");
        }
        response.ContentLength64 = end - start + 1;
        if (context.Request.HttpMethod != "HEAD")
            response.OutputStream.Write(bytes, start, end - start + 1);
    }
}
