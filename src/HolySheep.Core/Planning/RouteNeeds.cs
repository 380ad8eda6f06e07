using System;

namespace HolySheep.Planning;

/// <summary>What a request needs from a model besides text.</summary>
[Flags]
internal enum RouteNeeds
{
    None = 0,
    Tools = 1,
    Images = 2,
    JsonSchema = 4,

    /// <summary>Texts that end the answer.</summary>
    StopTexts = 8,
}
