using System.Collections.Generic;

namespace HolySheep.Gateway.Tests.Harness;

/// <summary>One request of an exporter.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Headers">Its headers.</param>
/// <param name="Body">Its body, unpacked.</param>
internal sealed record ReceivedExport(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body);
