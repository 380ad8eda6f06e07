using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using HolySheep.TestKit.Voices;
using Xunit.Sdk;

namespace HolySheep.Harness;

/// <summary>Runs a theory once a wire and mode, with these further arguments after them.</summary>
public sealed class WiresAttribute(params object?[] rest) : DataAttribute
{
    public override IEnumerable<object?[]> GetData(MethodInfo testMethod) =>
        from voice in Voice.All
        from mode in Enum.GetValues<CallMode>()
        select (object?[])[voice.Name, mode, .. rest];
}
