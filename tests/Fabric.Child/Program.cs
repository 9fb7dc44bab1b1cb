using System.Net;
using NetFabric.Fabric;

// One verb of FabricHost in a process of its own, to be killed.
//   attach|detach NODE-NAMESPACE STATE-DIRECTORY CONTAINER [POD-NAMESPACE NETWORK ADDRESS]
// Exit code 0: done; 1: a FabricException, told as "CODE message" on stdout.
try
{
    await using FabricHost host = await FabricHost.OpenAsync(new FabricOptions { Owner = "test", NetNsPath = args[1], StateDirectory = args[2] });
    var key = new AttachmentKey(args[3], "eth0");
    switch (args[0])
    {
        case "attach":
            await host.AttachAsync(new AttachmentSpec { Key = key, NetNsPath = args[4], Network = args[5], Addresses = [IPAddress.Parse(args[6])] });
            break;
        case "detach":
            await host.DetachAsync(key);
            break;
        default:
            throw new ArgumentException($"unknown verb {args[0]}");
    }
    return 0;
}
catch (FabricException e)
{
    Console.WriteLine($"{e.Code} {e.Message}");
    return 1;
}
