using System;

namespace HolySheep.Csv.Lanes;

/// <summary>Ends a run where its process would be killed: nothing of the product catches it.</summary>
internal sealed class KilledException() : Exception("killed");
