using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Xunit.Sdk;

namespace HolySheep.Harness;

/// <summary>Runs a theory once a mode, with these further arguments after it.</summary>
public sealed class ModesAttribute(params object?[] rest) : DataAttribute
{
    public override IEnumerable<object?[]> GetData(MethodInfo testMethod) =>
        Enum.GetValues<CallMode>().Select(mode => (object?[])[mode, .. rest]);
}
