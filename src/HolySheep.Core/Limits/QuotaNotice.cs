using System;
using HolySheep.Transport;

namespace HolySheep.Limits;

/// <summary>The limits that a server announced to a call.</summary>
/// <param name="Name">The quota.</param>
/// <param name="Mark">The call's position in the quota; the first position if it had none.</param>
/// <param name="Reading">The announced limits.</param>
/// <param name="Hint">The wait that the server named for a refused call; null if it named none.</param>
internal sealed record QuotaNotice(string Name, QuotaMark Mark, QuotaReading Reading, TimeSpan? Hint);
