[assembly: AssemblyFixture(typeof(LeakCheck))]
