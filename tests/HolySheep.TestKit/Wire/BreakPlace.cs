namespace HolySheep.TestKit.Wire;

/// <summary>Where a reply breaks off.</summary>
internal enum BreakPlace
{
    BeforeHeaders,
    AfterHeaders,
    HalfBody,
    AfterTokens,
}
