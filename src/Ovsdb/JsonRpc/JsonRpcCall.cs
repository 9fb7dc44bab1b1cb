using System.Buffers;
using System.Text.Json;

namespace NetFabric.Ovsdb;

/// <summary>Decodes a result; the reader stands on its first token.</summary>
internal delegate T JsonRpcResultReader<T>(ref Utf8JsonReader reader);

/// <summary>A call that waits for its reply. It is queued, then sent, then done, and never goes back.</summary>
internal abstract class JsonRpcCall(long id, string operation, bool writes)
{
    private const int Queued = 0;
    private const int Sent = 1;
    private const int Done = 2;

    private int _state;

    public long Id { get; } = id;

    /// <summary>What is attempted on which object, for messages.</summary>
    public string Operation { get; } = operation;

    /// <summary>Whether the call changes data, so that its outcome is unknown when the reply does not come.</summary>
    public bool Writes { get; } = writes;

    /// <summary>False when the call ended while it was still in the queue: then it must not be sent.</summary>
    public bool TryMarkSent() => Interlocked.CompareExchange(ref _state, Sent, Queued) == Queued;

    public abstract void Succeed(ReadOnlySequence<byte>? result);

    /// <summary>
    /// Ends the call; the exception depends on whether it had been sent. Returns whether this ended it, after it had been sent.
    /// </summary>
    public bool Fail(Func<bool, Exception> exception)
    {
        int before = Interlocked.Exchange(ref _state, Done);
        if (before == Done)
            return false;
        SetException(exception(before == Sent));
        return before == Sent;
    }

    protected bool TryMarkDone() => Interlocked.Exchange(ref _state, Done) != Done;

    protected abstract void SetException(Exception exception);
}

/// <inheritdoc cref="JsonRpcCall"/>
internal sealed class JsonRpcCall<T>(long id, string operation, bool writes, JsonRpcResultReader<T> read)
    : JsonRpcCall(id, operation, writes)
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Task => _completion.Task;

    public override void Succeed(ReadOnlySequence<byte>? result)
    {
        if (!TryMarkDone())
            return;
        try
        {
            var reader = new Utf8JsonReader(result ?? new("null"u8.ToArray()), JsonRpcEnvelope.ReaderOptions);
            reader.Read();
            _completion.TrySetResult(read(ref reader));
        }
        catch (OvsdbException error)
        {
            _completion.TrySetException(error);
        }
        catch (Exception error) when (JsonRpcConnection.IsMalformed(error))
        {
            string kept = Writes ? "; the server did answer, so the outcome is unknown" : "";
            _completion.TrySetException(new OvsdbProtocolException($"{Operation}: the reply is malformed: {error.Message}{kept}", error));
        }
    }

    protected override void SetException(Exception exception) => _completion.TrySetException(exception);
}
