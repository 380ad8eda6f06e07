using System.Collections.Generic;

namespace HolySheep.TestKit;

/// <summary>One request as a proxy saw it: <c>host:port</c> for CONNECT, else the whole address.</summary>
public sealed record ProxiedRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, bool WasRefused);
