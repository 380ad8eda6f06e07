namespace HolySheep.TestKit.Wire;

/// <summary>Where and how a reply breaks off; <paramref name="Tokens"/> counts only for a break after tokens.</summary>
internal sealed record Break(BreakPlace Place, CutKind How, int Tokens = 0);
