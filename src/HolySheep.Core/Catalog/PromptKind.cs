namespace HolySheep.Catalog;

/// <summary>What must be alike for one prompt to say something of another: what calls learn is kept apart by it.</summary>
/// <param name="Script">The script of its text.</param>
/// <param name="HasOffers">True if tools or a schema go with the text, whose tokens are among the prompt's.</param>
internal readonly record struct PromptKind(TextScript Script, bool HasOffers = false)
{
    private const int OffersBit = 8;

    /// <summary>The number by which files keep it.</summary>
    public int Number => (int)Script | (HasOffers ? OffersBit : 0);
}
