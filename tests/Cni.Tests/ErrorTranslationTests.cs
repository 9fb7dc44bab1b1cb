using NetFabric.Fabric;
using NetFabric.Samples.Cni.Errors;

namespace NetFabric.Cni.Tests;

public sealed class ErrorTranslationTests
{
    [Theory]
    [InlineData(FabricErrorCode.InvalidSpec, 7)]
    [InlineData(FabricErrorCode.NamespaceIsHost, 8)]
    [InlineData(FabricErrorCode.NetworkNotFound, 7)]
    [InlineData(FabricErrorCode.ParentNotFound, 11)]
    [InlineData(FabricErrorCode.Conflict, 100)]
    [InlineData(FabricErrorCode.OvsdbUnavailable, 11)]
    [InlineData(FabricErrorCode.OvsNotApplied, 11)]
    [InlineData(FabricErrorCode.NotPermitted, 101)]
    [InlineData(FabricErrorCode.NotSupported, 102)]
    [InlineData(FabricErrorCode.Busy, 11)]
    [InlineData(FabricErrorCode.Kernel, 103)]
    [InlineData(FabricErrorCode.State, 5)]
    public void ToCni_FabricError_HasTheCodeThatTellsWhatToDo(FabricErrorCode code, int expected)
    {
        CniException error = new FabricException(code, "attach c1/eth0: no", new InvalidOperationException("why")).ToCni(null);
        Assert.Equal((expected, "attach c1/eth0: no", "why"), ((int)error.Code, error.Message, error.Details));
    }

    [Theory]
    [InlineData("/run/netns/none-of-that-name", 3)]
    [InlineData("/etc/passwd", 8)]
    public void ToCni_NamespaceNotFound_TellsGoneFromWrong(string path, int expected) =>
        Assert.Equal(expected, (int)new FabricException(FabricErrorCode.NamespaceNotFound, "no").ToCni(path).Code);

    [Fact]
    public void ToCni_EveryFabricError_IsMapped() =>
        Assert.All(
            Enum.GetValues<FabricErrorCode>(),
            static code => Assert.NotEqual(CniErrorCode.Internal, new FabricException(code, "x").ToCni(null).Code));

    [Fact]
    public void ToCni_FileError_IsInputOutput() => Assert.Equal(5, (int)new IOException("disk").ToCni(null).Code);

    [Fact]
    public void ToCni_AnythingElse_IsAFaultOfThePlugin()
    {
        CniException error = new InvalidOperationException("bug").ToCni(null);
        Assert.Equal(999, (int)error.Code);
        Assert.Contains("bug", error.Message, StringComparison.Ordinal);
    }
}
