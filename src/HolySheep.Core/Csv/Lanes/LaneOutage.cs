using System;

namespace HolySheep.Csv.Lanes;

/// <summary>Why a batch API did not do what was asked of it, and when it is asked again.</summary>
internal sealed record LaneOutage(string Message, DateTimeOffset Until);
