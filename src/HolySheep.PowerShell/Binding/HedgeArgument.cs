using HolySheep.Chat;
using HolySheep.Errors;

namespace HolySheep.PowerShell.Binding;

/// <summary>Parses when a second target is asked.</summary>
internal static class HedgeArgument
{
    /// <exception cref="HolySheepException">The text is neither seconds nor <c>auto</c>.</exception>
    internal static HedgeTime Read(string text) => HedgeTime.Parse(text) ?? throw new HolySheepException(
        ErrorCode.ArgumentInvalid, $"'{text}' is not a time after which a second target is asked.", "Give seconds from 0 to 86400, or auto for the target's own p95.");
}
