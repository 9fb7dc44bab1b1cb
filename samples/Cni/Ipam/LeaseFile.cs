using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using NetFabric.Fabric;
using NetFabric.Samples.Cni.Configuration;
using NetFabric.Samples.Cni.Errors;
using NetFabric.Samples.Cni.Files;
using NetFabric.Samples.Cni.Results;

namespace NetFabric.Samples.Cni.Ipam;

/// <summary>
/// The file of one network: one JSON object, so that a file cut off anywhere is no longer one. It is replaced as a whole
/// (temporary file, fsync, rename, fsync of the folder): after a crash it is the old one or the new one.
/// </summary>
internal static class LeaseFile
{
    private const int Format = 1;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The table; no file and an empty file are an empty table.</summary>
    /// <exception cref="CniException">Code 104: the content is not what this plugin writes. The file is left as it is.</exception>
    public static LeaseTable Read(string path)
    {
        byte[] content;
        try
        {
            content = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return LeaseTable.Empty;
        }
        if (content.Length == 0)
            return LeaseTable.Empty;
        try
        {
            using JsonDocument json = JsonDocument.Parse(content);
            return Decode(json.RootElement, path);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw Damaged(path, e.Message);
        }
    }

    /// <summary>Replaces the file; the caller holds the store's lock.</summary>
    public static void Write(string path, LeaseTable table)
    {
        string temporary = path + ".tmp";
        ArrayBufferWriter<byte> buffer = new(256 + (table.Leases.Count * 256));
        Encode(table, buffer);
        FileStreamOptions options = new() { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 0, UnixCreateMode = OwnerOnly };
        using (FileStream stream = new(temporary, options))
        {
            Libc.Write(stream.SafeFileHandle, buffer.WrittenSpan, temporary);
            stream.Flush(flushToDisk: true);
        }
        File.Move(temporary, path, overwrite: true);
        using SafeFileHandle directory = Libc.OpenForReading(Path.GetDirectoryName(path)!);
        RandomAccess.FlushToDisk(directory);
    }

    private static void Encode(LeaseTable table, IBufferWriter<byte> buffer)
    {
        using Utf8JsonWriter json = new(buffer, JsonText.Writing);
        json.WriteStartObject();
        json.WriteNumber("format", Format);
        if (table.Last is not null)
            json.WriteString("last", table.Last.ToString());
        json.WriteStartArray("leases");
        foreach (Lease lease in table.Leases)
        {
            json.WriteStartObject();
            json.WriteString("address", lease.Address.ToString());
            json.WriteString("container", lease.Owner.ContainerId);
            json.WriteString("interface", lease.Owner.InterfaceName);
            json.WriteString("netns", lease.NetNs);
            json.WriteString("configuration", lease.Configuration);
            json.WriteString("boot", lease.Boot);
            json.WriteString("since", lease.Since.ToString("O", CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static LeaseTable Decode(JsonElement element, string path)
    {
        List<string> faults = [];
        ConfigurationObject root = new(element, "", faults);
        if (root.Number("format", Format, Format) is null || !root.TryFind("leases", out _))
            faults.Add($"it is not a lease file of format {Format}");
        HashSet<IPAddress> addresses = [];
        HashSet<AttachmentKey> owners = [];
        List<Lease> leases = [];
        foreach (ConfigurationObject entry in root.Objects("leases"))
        {
            Lease? lease = DecodeLease(entry);
            if (lease is null)
                faults.Add($"lease {leases.Count + 1} lacks its address or its owner");
            else if (!addresses.Add(lease.Address) || !owners.Add(lease.Owner))
                faults.Add($"{lease.Address} of {lease.Owner} is there twice");
            else
                leases.Add(lease);
        }
        LeaseTable table = new() { Last = root.Address("last"), Leases = leases };
        return faults.Count == 0 ? table : throw Damaged(path, string.Join("; ", faults));
    }

    private static Lease? DecodeLease(ConfigurationObject entry)
    {
        if (entry.Address("address") is not IPAddress address
            || entry.Text("container") is not string container
            || entry.Text("interface") is not string device)
            return null;
        DateTimeOffset.TryParseExact(entry.Text("since"), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset since);
        return new Lease
        {
            Address = address,
            Owner = new AttachmentKey(container, device),
            NetNs = entry.Text("netns") ?? "",
            Configuration = entry.Text("configuration") ?? "",
            Boot = entry.Text("boot") ?? "",
            Since = since,
        };
    }

    private static CniException Damaged(string path, string why) => new(
        CniErrorCode.StoreCorrupt,
        $"the address store {path} is damaged: no address is given out, so that none in use is given out twice",
        $"{why}. The file was left as it is. "
            + "Delete the containers of this network on this node (DEL works without the store), then remove the file.");
}
