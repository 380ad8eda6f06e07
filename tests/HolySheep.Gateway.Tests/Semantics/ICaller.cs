using System;
using System.Threading.Tasks;

namespace HolySheep.Gateway.Tests.Semantics;

/// <summary>One who asks, in the way of the module or through the gateway.</summary>
internal interface ICaller
{
    /// <summary>True if it sees text before the answer is whole.</summary>
    bool SeesText { get; }

    /// <summary>Asks, and tells of all text so far whenever more of it comes.</summary>
    Task<Outcome> AskAsync(Action<string> onText);
}
