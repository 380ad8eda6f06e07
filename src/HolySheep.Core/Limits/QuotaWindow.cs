using System;
using System.Globalization;
using System.Linq;

namespace HolySheep.Limits;

/// <summary>How far calls may go until a reset, as the server said. Immutable.</summary>
/// <param name="Ceiling">The last place in the row that may be used before the reset.</param>
/// <param name="Until">The reset.</param>
/// <param name="Span">How long it was until the reset when the server said so.</param>
/// <param name="SeenBy">The place of the call that was told so.</param>
/// <param name="Limit">The server's whole limit; null where unknown.</param>
/// <param name="Assumed">True where the reset has passed and the limit is only taken to be whole again.</param>
internal sealed record QuotaWindow(long Ceiling, DateTimeOffset Until, TimeSpan Span, long SeenBy, long? Limit, bool Assumed)
{
    /// <summary>Reads what <see cref="ToString"/> wrote; null where it is something else.</summary>
    public static QuotaWindow? Parse(string text)
    {
        var numbers = text.Split(' ').Select(part => long.TryParse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : (long?)null).ToList();
        return numbers is [{ } ceiling, { } until and >= 0, { } span and > 0, { } seenBy, { } limit, { } assumed] && until <= DateTimeOffset.MaxValue.UtcTicks
            ? new QuotaWindow(ceiling, new DateTimeOffset(until, TimeSpan.Zero), TimeSpan.FromTicks(span), seenBy, limit > 0 ? limit : null, assumed != 0)
            : null;
    }

    /// <summary>The window as six numbers, times in ticks of UTC.</summary>
    public override string ToString() => FormattableString.Invariant($"{Ceiling} {Until.UtcTicks} {Span.Ticks} {SeenBy} {Limit ?? 0} {(Assumed ? 1 : 0)}");
}
