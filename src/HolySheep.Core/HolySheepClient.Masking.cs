using System;
using HolySheep.Chat;
using HolySheep.Configuration.Masking;
using HolySheep.Providers.Masking;

namespace HolySheep;

public sealed partial class HolySheepClient
{
    /// <summary>A text with every key that this process has used replaced by stars; for what is told of unexpected faults.</summary>
    public static string Mask(string text) => ProcessKeys.Mask.Mask(text);

    /// <summary>An unexpected exception with every key that this process has used replaced by stars, its causes included; the exception itself if it holds none.</summary>
    public static Exception Mask(Exception exception) => MaskedException.Of(exception, ProcessKeys.Mask);

    /// <summary>Learns a key before a client uses it: from then on <see cref="Mask(string)"/> hides it.</summary>
    public static void Hide(Secret key) => ProcessKeys.Hide(key);
}
