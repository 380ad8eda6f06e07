using System;
using System.Globalization;
using System.Linq;

namespace HolySheep.Limits;

/// <summary>How far calls may go until a reset, as the server announced it. Immutable.</summary>
/// <param name="Ceiling">The last position that may be used before the reset.</param>
/// <param name="Until">The reset.</param>
/// <param name="Span">The time until the reset when it was announced.</param>
/// <param name="SeenBy">The position of the call that received it.</param>
/// <param name="Limit">The server's whole limit; null if unknown.</param>
/// <param name="Assumed">True if the reset has passed and the limit is only assumed to be full again.</param>
internal sealed record QuotaWindow(long Ceiling, DateTimeOffset Until, TimeSpan Span, long SeenBy, long? Limit, bool Assumed)
{
    /// <summary>Reads the output of <see cref="ToString"/>; null if it is not valid.</summary>
    public static QuotaWindow? Parse(string text)
    {
        var numbers = text.Split(' ').Select(part => long.TryParse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : (long?)null).ToList();
        return numbers is [{ } ceiling, { } until and >= 0, { } span and > 0, { } seenBy, { } limit, { } assumed] && until <= DateTimeOffset.MaxValue.UtcTicks
            ? new QuotaWindow(ceiling, new DateTimeOffset(until, TimeSpan.Zero), TimeSpan.FromTicks(span), seenBy, limit > 0 ? limit : null, assumed != 0)
            : null;
    }

    /// <summary>The window as six numbers; times are UTC ticks.</summary>
    public override string ToString() => FormattableString.Invariant($"{Ceiling} {Until.UtcTicks} {Span.Ticks} {SeenBy} {Limit ?? 0} {(Assumed ? 1 : 0)}");
}
