using NetFabric.Cni.KernelTests;

[assembly: AssemblyFixture(typeof(PluginBinary))]

namespace NetFabric.Cni.KernelTests;

/// <summary>
/// The plugin as it is delivered: from NETFABRIC_PUBLISH_DIR (eng/publish), or published once into a folder of this run.
/// </summary>
public sealed class PluginBinary : IDisposable
{
    private static readonly TimeSpan PublishLimit = TimeSpan.FromMinutes(5);
    private readonly string? ownFolder;

    public PluginBinary()
    {
        string? folder = Environment.GetEnvironmentVariable("NETFABRIC_PUBLISH_DIR");
        if (string.IsNullOrEmpty(folder))
            folder = ownFolder = Publish();
        Path = System.IO.Path.Combine(folder, "netfabric-cni");
        Assert.True(File.Exists(Path), $"{Path} is missing: eng/publish makes it");
    }

    public string Path { get; }

    public void Dispose()
    {
        if (ownFolder is not null)
            Directory.Delete(ownFolder, recursive: true);
    }

    private static string Publish()
    {
        string folder = Directory.CreateTempSubdirectory("netfabric-publish-").FullName;
        string project = System.IO.Path.Combine(RepositoryRoot(), "samples", "Cni", "Cni.csproj");
        Tool.Run(
            "dotnet",
            ["publish", project, "-c", "Release", "-o", folder, "-p:CopyOutputSymbolsToPublishDirectory=false"],
            input: null,
            limit: PublishLimit).Expect();
        return folder;
    }

    private static string RepositoryRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "NetFabric.Sdk.sln")))
                return folder.FullName;
        throw new InvalidOperationException("NetFabric.Sdk.sln was not found above " + AppContext.BaseDirectory);
    }
}
