using System.Globalization;
using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Tests.Sockets;

namespace NetFabric.Netlink.Tests.Golden;

/// <summary>Messages of iproute2 by the command that sent them, as <c>capture</c> wrote them down.</summary>
internal sealed class GoldenFile
{
    private readonly Dictionary<string, byte[]> _messages = [];

    private GoldenFile(string name)
    {
        using Stream stream = typeof(GoldenFile).Assembly.GetManifestResourceStream($"NetFabric.Netlink.Tests.Golden.{name}")!;
        using var reader = new StreamReader(stream);
        string command = "";
        while (reader.ReadLine() is string line)
        {
            if (line.StartsWith("# ", StringComparison.Ordinal))
                command = line[2..];
            else
                _messages.Add(command, Convert.FromHexString(line));
        }
    }

    public IEnumerable<string> Commands => _messages.Keys;

    public static GoldenFile Load(string name) => new(name);

    /// <summary>Our request is iproute2's; and read back it says the same when it is written again.</summary>
    public void AssertSame<TRecord>(string command, Func<Rtnetlink, Task> request)
        where TRecord : class, IWireMessage<TRecord>
    {
        byte[] ours = Capture(request);
        Assert.Equal(WireText.Render(_messages[command]), WireText.Render(ours));

        var again = new MessageWriter();
        again.BeginMessage(BitConverter.ToUInt16(ours, 4), 0, 0);
        TRecord.Read(ours.AsSpan(WireFormat.MessageHeader)).WriteTo(again);
        Assert.Equal(WireText.Render(ours, isRead: true), WireText.Render(again.Written.ToArray(), isRead: true));
    }

    public static byte[] Capture(Func<Rtnetlink, Task> request)
    {
        using var kernel = new FakeKernel();
        Task task = request(kernel.Rtnetlink);
        byte[] message = kernel.TakeRequest();
        kernel.Answer(FakeKernel.Refusal(message, Errno.EPERM));
        Assert.Equal(Errno.EPERM, Assert.ThrowsAsync<NetlinkException>(() => task).GetAwaiter().GetResult().Error);
        return message;
    }

    public static MacAddress Mac(int last) => MacAddress.Parse("02:00:00:00:00:" + last.ToString("x2", CultureInfo.InvariantCulture));
}
