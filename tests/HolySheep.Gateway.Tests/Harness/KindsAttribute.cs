using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using HolySheep.TestKit.Voices;
using Xunit.Sdk;

namespace HolySheep.Gateway.Tests.Harness;

/// <summary>Runs a theory once for each wire that a provider can speak, with these further arguments after it.</summary>
public sealed class KindsAttribute(params object?[] rest) : DataAttribute
{
    public override IEnumerable<object?[]> GetData(MethodInfo testMethod) => Voice.All.Select(voice => (object?[])[voice.Name, .. rest]);
}
