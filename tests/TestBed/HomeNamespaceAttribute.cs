using System.Reflection;
using Xunit.v3;

namespace NetFabric.TestBed;

/// <summary>Put on an assembly: after every test, each thread of the process must be in its home namespace.</summary>
[AttributeUsage(AttributeTargets.Assembly | AttributeTargets.Class | AttributeTargets.Method)]
public sealed class HomeNamespaceAttribute : BeforeAfterTestAttribute
{
    public override void After(MethodInfo methodUnderTest, IXunitTest test) => HomeNamespace.AssertAllThreadsHome();
}
