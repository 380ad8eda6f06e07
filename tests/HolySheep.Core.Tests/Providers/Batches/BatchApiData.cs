using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Xunit.Sdk;

namespace HolySheep.Providers.Batches;

/// <summary>Runs a test over the batch APIs of all vendors.</summary>
/// <param name="without">APIs that have nothing of what is tested.</param>
[System.AttributeUsage(System.AttributeTargets.Method)]
public sealed class BatchApiData(params string[] without) : DataAttribute
{
    public override IEnumerable<object?[]> GetData(MethodInfo testMethod) => BatchStage.Names.Except(without).Select(name => (object?[])[name]);
}
