using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Win32.SafeHandles;

namespace NetFabric.Fabric.State;

/// <summary>
/// The folder that outlives processes: the node's specification and a record for each attachment. A file is replaced whole and
/// synced, so that after a crash it is the old one or the new one. The folder itself is not synced: a power cut that takes a rename
/// back takes the kernel's links as well, which is what the older file says.
/// </summary>
internal sealed class StateFolder
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode PrivateFolder = Private | UnixFileMode.UserExecute;

    private readonly string _folder;

    public StateFolder(string folder) => _folder = folder;

    public string NodeFile => Path.Combine(_folder, "node.json");

    public string RecordFile(AttachmentKey key) => Path.Combine(_folder, "attachments", $"{key.ContainerId}@{key.InterfaceName}.json");

    public string LockFile(string name) => Path.Combine(_folder, "locks", name);

    public IEnumerable<string> RecordFiles()
    {
        string attachments = Path.Combine(_folder, "attachments");
        return Directory.Exists(attachments) ? Directory.EnumerateFiles(attachments, "*.json") : [];
    }

    public void Create()
    {
        try
        {
            foreach (string folder in (ReadOnlySpan<string>)[_folder, Path.Combine(_folder, "attachments"), Path.Combine(_folder, "locks")])
                Directory.CreateDirectory(folder, PrivateFolder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failure("create the state folder", _folder, e);
        }
    }

    /// <summary>Reads a file; null when it is not there. An empty or broken file can only be what a crash of the disk left: told, never guessed.</summary>
    public static T? Read<T>(string file, JsonTypeInfo<T> type)
        where T : class
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failure("read", file, e);
        }
        try
        {
            return JsonSerializer.Deserialize(bytes, type) ?? throw new JsonException("the file holds null");
        }
        catch (Exception e) when (e is JsonException or FormatException or ArgumentException)
        {
            throw new FabricException(FabricErrorCode.State, $"read {file}: it is damaged ({e.Message}). Nothing was changed.", e);
        }
    }

    public static void Write<T>(string file, T value, JsonTypeInfo<T> type)
    {
        // The lock of the attachment or the node makes this process the only writer; what a killed one left is written over.
        string temporary = Temporary(file);
        try
        {
            using (SafeFileHandle handle = File.OpenHandle(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                File.SetUnixFileMode(handle, Private);
                RandomAccess.Write(handle, JsonSerializer.SerializeToUtf8Bytes(value, type), 0);
                RandomAccess.FlushToDisk(handle);
            }
            File.Move(temporary, file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failure("write", file, e);
        }
    }

    public static void Delete(string file)
    {
        try
        {
            File.Delete(Temporary(file));
            File.Delete(file);
        }
        catch (DirectoryNotFoundException)
        {
            // What is to be gone is gone with its folder.
            return;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failure("delete", file, e);
        }
    }

    private static string Temporary(string file) => file + ".tmp";

    private static FabricException Failure(string verb, string file, Exception e) => new(FabricErrorCode.State, $"{verb} {file}: {e.Message} The state folder must be writable and have room.", e);
}
