using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace NetFabric.Ovsdb.Tests;

/// <summary>A peer that does what no real server does: the bytes of its answers are the test's.</summary>
internal sealed class FakeServer : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nfovsdb").FullName;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private Socket? _socket;
    private PipeReader? _reader;

    public FakeServer()
    {
        Endpoint = OvsdbEndpoint.Unix(Path.Combine(_folder, "db.sock"));
        _listener.Bind(new UnixDomainSocketEndPoint(Endpoint.Path!));
        _listener.Listen(1);
    }

    public OvsdbEndpoint Endpoint { get; }

    public async Task<OvsdbConnection> ConnectAsync(OvsdbConnectionOptions? options = null)
    {
        OvsdbConnection connection = await OvsdbConnection.ConnectAsync(Endpoint, options, TestContext.Current.CancellationToken);
        await AcceptAsync();
        return connection;
    }

    public async Task AcceptAsync()
    {
        _socket = await _listener.AcceptAsync(TestContext.Current.CancellationToken);
        _reader = PipeReader.Create(new NetworkStream(_socket));
    }

    /// <summary>The next message from the client.</summary>
    public async Task<JsonElement> ReceiveAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var scanner = new JsonFrameScanner();
        long scanned = 0;
        while (true)
        {
            ReadResult read = await _reader!.ReadAsync(limit.Token);
            foreach (ReadOnlyMemory<byte> segment in read.Buffer.Slice(scanned))
            {
                int end = scanner.Scan(segment.Span);
                if (end < 0)
                {
                    scanned += segment.Length;
                    continue;
                }
                ReadOnlySequence<byte> frame = read.Buffer.Slice(0, scanned + end);
                using JsonDocument json = JsonDocument.Parse(frame);
                JsonElement root = json.RootElement.Clone();
                _reader.AdvanceTo(frame.End);
                return root;
            }
            _reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.IsCompleted)
                throw new EndOfStreamException("the client closed the connection");
        }
    }

    /// <summary>The next request, which must be of this method; returns its id.</summary>
    public async Task<long> ExpectAsync(string method)
    {
        JsonElement message = await ReceiveAsync();
        Assert.Equal(method, message.GetProperty("method").GetString());
        return message.GetProperty("id").GetInt64();
    }

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    public async Task SendAsync(ReadOnlyMemory<byte> bytes) => await _socket!.SendAsync(bytes, SocketFlags.None);

    public async Task SendByteByByteAsync(string text)
    {
        foreach (byte value in Encoding.UTF8.GetBytes(text))
            await SendAsync(new[] { value });
    }

    public void Close() => _socket!.Dispose();

    public ValueTask DisposeAsync()
    {
        _socket?.Dispose();
        _listener.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
