using System;
using HolySheep.Chat;
using HolySheep.Configuration.Masking;
using HolySheep.Providers.Masking;

namespace HolySheep;

public sealed partial class HolySheepClient
{
    /// <summary>A text in which every key that this process has used is replaced by stars; for reports of unexpected faults.</summary>
    public static string Mask(string text) => ProcessKeys.Mask.Mask(text);

    /// <summary>An unexpected exception, including its causes, in which every key that this process has used is replaced by stars; the exception itself if it contains none.</summary>
    public static Exception Mask(Exception exception) => MaskedException.Of(exception, ProcessKeys.Mask);

    /// <summary>Registers a key before a client uses it: from then on <see cref="Mask(string)"/> hides it.</summary>
    public static void Hide(Secret key) => ProcessKeys.Hide(key);
}
