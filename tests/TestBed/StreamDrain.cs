using System.Text;

namespace NetFabric.TestBed;

/// <summary>
/// Reads what a program prints, on a thread of its own: a one-CPU guest has one pool thread, and a blocked pool grows by two
/// threads a second.
/// </summary>
internal sealed class StreamDrain
{
    private readonly StringBuilder text = new();
    private readonly Thread thread;

    public StreamDrain(StreamReader reader)
    {
        thread = new Thread(() => Read(reader), maxStackSize: 128 * 1024) { IsBackground = true };
        thread.Start();
    }

    public string Text
    {
        get
        {
            lock (text)
            {
                return text.ToString();
            }
        }
    }

    public bool Wait(int milliseconds) => thread.Join(milliseconds);

    private void Read(StreamReader reader)
    {
        using (reader) // a Process does not dispose of a stream that was asked for
        {
            char[] buffer = new char[4096];
            for (int count; (count = reader.Read(buffer)) > 0;)
            {
                lock (text)
                {
                    text.Append(buffer, 0, count);
                }
            }
        }
    }
}
