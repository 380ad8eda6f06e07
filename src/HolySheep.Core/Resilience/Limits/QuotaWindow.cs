using System;

namespace HolySheep.Resilience.Limits;

/// <summary>How far calls may go until a reset, as the server said. Immutable.</summary>
/// <param name="Ceiling">The last place in the row that may be used before the reset.</param>
/// <param name="Until">The reset.</param>
/// <param name="Span">How long it was until the reset when the server said so.</param>
/// <param name="SeenBy">The place of the call that was told so.</param>
/// <param name="Limit">The server's whole limit; null where unknown.</param>
/// <param name="Assumed">True where the reset has passed and the limit is only taken to be whole again.</param>
internal sealed record QuotaWindow(long Ceiling, DateTimeOffset Until, TimeSpan Span, long SeenBy, long? Limit, bool Assumed);
