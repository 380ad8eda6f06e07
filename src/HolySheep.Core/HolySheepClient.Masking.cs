using System;
using HolySheep.Providers.Masking;

namespace HolySheep;

public sealed partial class HolySheepClient
{
    /// <summary>A text with every key that this client has met replaced by stars; for what is told of unexpected faults.</summary>
    public string Mask(string text) => _services.Mask.Mask(text);

    /// <summary>An unexpected exception with every key that this client has met replaced by stars, its causes included; the exception itself if it holds none.</summary>
    public Exception Mask(Exception exception) => MaskedException.Of(exception, _services.Mask);
}
