using System.Buffers;
using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace NetFabric.Ovsdb;

/// <summary>
/// JSON-RPC 1.0 over a byte stream: one loop reads and dispatches in the order of arrival, one loop writes what is queued. Replies may
/// come in any order. Nothing is awaited under a lock.
/// </summary>
internal sealed class JsonRpcConnection : IAsyncDisposable
{
    private const int QueueCapacity = 4096;

    private readonly Stream _stream;
    private readonly OvsdbEndpoint _endpoint;
    private readonly OvsdbConnectionOptions _options;
    private readonly ILogger _logger;
    private readonly Action<string, ReadOnlySequence<byte>> _onNotification;
    private readonly Action<Exception?> _onClosed;
    private readonly ConcurrentDictionary<long, JsonRpcCall> _calls = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<Outgoing> _queue = Channel.CreateBounded<Outgoing>(
        new BoundedChannelOptions(QueueCapacity) { SingleReader = true, AllowSynchronousContinuations = false });

    private Task _loops = Task.CompletedTask;
    private Exception? _cause;
    private long _lastId;
    private int _isClosed;

    public JsonRpcConnection(
        Stream stream,
        OvsdbEndpoint endpoint,
        OvsdbConnectionOptions options,
        ILogger logger,
        Action<string, ReadOnlySequence<byte>> onNotification,
        Action<Exception?> onClosed)
    {
        _stream = stream;
        _endpoint = endpoint;
        _options = options;
        _logger = logger;
        _onNotification = onNotification;
        _onClosed = onClosed;
    }

    /// <summary>Ends when the connection has ended, never with an error.</summary>
    public Task Closed => _closed.Task;

    public void Start() => _loops = Task.WhenAll(ReadLoopAsync(), WriteLoopAsync());

    public long NextId() => Interlocked.Increment(ref _lastId);

    /// <exception cref="ArgumentException">A parameter cannot be sent; nothing was.</exception>
    public async Task<T> CallAsync<T>(
        string method,
        string operation,
        bool writes,
        Action<Utf8JsonWriter> writeParams,
        JsonRpcResultReader<T> readResult,
        TimeSpan? timeout,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var call = new JsonRpcCall<T>(NextId(), operation, writes, readResult);
        byte[] message = JsonRpcMessages.Request(call.Id, method, writeParams);
        TimeSpan limit = timeout ?? _options.RequestTimeout;
        using var deadline = new CancellationTokenSource(limit, _options.TimeProvider);
        _calls[call.Id] = call;
        try
        {
            using CancellationTokenRegistration canceled = cancellationToken.UnsafeRegister(
                (_, token) => End(call, sent => Canceled(call, sent, token)), null);
            using CancellationTokenRegistration late = deadline.Token.UnsafeRegister(
                _ => End(call, sent => TimedOut(call, sent, limit)), null);
            using (var queueing = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token))
                await EnqueueAsync(new(message, call), queueing.Token).ConfigureAwait(false);
            return await call.Task.ConfigureAwait(false);
        }
        finally
        {
            _calls.TryRemove(call.Id, out _);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Close(new ObjectDisposedException(nameof(OvsdbConnection)));
        await _loops.ConfigureAwait(false);
        _closing.Dispose();
    }

    /// <summary>What a decoder of JSON throws over bytes that are not what they should be.</summary>
    public static bool IsMalformed(Exception error) =>
        error is JsonException or InvalidOperationException or InvalidCastException or FormatException or ArgumentException
            or OverflowException or KeyNotFoundException;

    private async Task EnqueueAsync(Outgoing outgoing, CancellationToken cancellationToken)
    {
        try
        {
            await _queue.Writer.WriteAsync(outgoing, cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            outgoing.Call!.Fail(sent => Lost(outgoing.Call, sent));
        }
        catch (OperationCanceledException)
        {
            // The registration of the token that fired ends the call with the right exception.
        }
    }

    private void End(JsonRpcCall call, Func<bool, Exception> exception)
    {
        // RFC 7047 section 4.1.4. Without set_db_change_aware the server drops the request and sends no reply at all, so it ends here.
        if (call.Fail(exception))
            _queue.Writer.TryWrite(new(JsonRpcMessages.Cancel(call.Id), null));
    }

    private async Task ReadLoopAsync()
    {
        Exception? cause = null;
        var reader = PipeReader.Create(_stream, new StreamPipeReaderOptions(bufferSize: 65536, minimumReadSize: 4096, leaveOpen: true));
        try
        {
            await ReadMessagesAsync(reader).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or OperationCanceledException)
        {
            cause = error;
        }
        catch (Exception error) when (IsMalformed(error))
        {
            cause = new OvsdbProtocolException($"OVSDB server {_endpoint} sent a malformed message: {error.Message}", error);
        }
        finally
        {
            await reader.CompleteAsync().ConfigureAwait(false);
            Close(cause);
        }
    }

    private async Task ReadMessagesAsync(PipeReader reader)
    {
        var scanner = new JsonFrameScanner();
        long scanned = 0;
        while (true)
        {
            ReadResult read = await reader.ReadAsync(_closing.Token).ConfigureAwait(false);
            ReadOnlySequence<byte> buffer = read.Buffer;
            while (TryReadFrame(ref scanner, ref buffer, ref scanned, out ReadOnlySequence<byte> frame))
                Dispatch(frame);
            if (buffer.Length > _options.MaxMessageBytes)
                throw new OvsdbProtocolException($"OVSDB server {_endpoint} sent a message of more than {_options.MaxMessageBytes} bytes");
            reader.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted)
                return;
        }
    }

    private static bool TryReadFrame(
        ref JsonFrameScanner scanner, ref ReadOnlySequence<byte> buffer, ref long scanned, out ReadOnlySequence<byte> frame)
    {
        foreach (ReadOnlyMemory<byte> segment in buffer.Slice(scanned))
        {
            int end = scanner.Scan(segment.Span);
            if (end >= 0)
            {
                frame = buffer.Slice(0, scanned + end);
                buffer = buffer.Slice(frame.End);
                scanned = 0;
                return true;
            }
            scanned += segment.Length;
        }
        frame = default;
        return false;
    }

    private void Dispatch(ReadOnlySequence<byte> frame)
    {
        JsonRpcEnvelope message = JsonRpcEnvelope.Read(frame);
        if (message.Method is { } method)
        {
            if (message.Id is not { } id)
                _onNotification(method, message.Params ?? default);
            else if (!_queue.Writer.TryWrite(new(JsonRpcMessages.Reply(id, method, message.Params), null)))
                throw new OvsdbProtocolException($"OVSDB server {_endpoint} sends requests but does not read the replies");
        }
        else if (message.Number is { } number && _calls.TryRemove(number, out JsonRpcCall? call))
        {
            if (message.Error is { } error)
                call.Fail(_ => new OvsdbRpcException(call.Operation, JsonRpcMessages.ReadError(error)));
            else
                call.Succeed(message.Result);
        }
        else
        {
            OvsdbLog.ReplyIgnored(_logger, _endpoint);
        }
    }

    private async Task WriteLoopAsync()
    {
        try
        {
            await foreach (Outgoing outgoing in _queue.Reader.ReadAllAsync(_closing.Token).ConfigureAwait(false))
            {
                if (outgoing.Call is null || outgoing.Call.TryMarkSent())
                    await _stream.WriteAsync(outgoing.Message, _closing.Token).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or OperationCanceledException)
        {
            Close(error);
        }
    }

    private void Close(Exception? cause)
    {
        if (Interlocked.Exchange(ref _isClosed, 1) != 0)
            return;
        _cause = cause;
        _queue.Writer.TryComplete();
        _closing.Cancel();
        _stream.Dispose();
        foreach (JsonRpcCall call in _calls.Values)
            call.Fail(sent => Lost(call, sent));
        OvsdbLog.Closed(_logger, _endpoint, cause?.Message ?? "the server closed it");
        _onClosed(cause);
        _closed.TrySetResult();
    }

    private OvsdbException Lost(JsonRpcCall call, bool sent) => call.Writes && sent
        ? new OvsdbOutcomeUnknownException(
            _endpoint, call.Operation, $"; the connection ended{OvsdbConnectionLostException.Reason(_cause)}", _cause)
        : new OvsdbConnectionLostException(_endpoint, call.Operation, _cause);

    private OvsdbException TimedOut(JsonRpcCall call, bool sent, TimeSpan limit) => call.Writes && sent
        ? new OvsdbOutcomeUnknownException(_endpoint, call.Operation, $"; no reply within {limit.TotalSeconds:0.###} s", null)
        : new OvsdbTimeoutException(_endpoint, call.Operation, limit);

    private OperationCanceledException Canceled(JsonRpcCall call, bool sent, CancellationToken cancellationToken) => call.Writes && sent
        ? new(
            $"{call.Operation} at OVSDB server {_endpoint} canceled: it had been sent, committed completely or not at all",
            cancellationToken)
        : new($"{call.Operation} at OVSDB server {_endpoint} canceled without effect", cancellationToken);

    private readonly record struct Outgoing(byte[] Message, JsonRpcCall? Call);
}
