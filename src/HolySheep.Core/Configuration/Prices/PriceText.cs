using HolySheep.Catalog;
using HolySheep.Configuration.Reading;
using HolySheep.Errors;

namespace HolySheep.Configuration.Prices;

/// <summary>Reads a price from the JSON that the configuration file has under <c>price</c>.</summary>
public static class PriceText
{
    /// <summary>The price of a text such as <c>{ "input": 2.00, "output": 8.00 }</c>.</summary>
    /// <exception cref="HolySheepException">The text is not JSON, has an unknown member, or is not a price.</exception>
    public static ModelPrice Read(string json)
    {
        const string Example = "Write, for example: { \"input\": 2.00, \"cachedInput\": 0.50, \"output\": 8.00 }, in USD per million tokens.";
        try
        {
            var context = new ReadingContext(null, "", new UserFolders(_ => null));
            var node = NodeReader.Read(json, null);
            context.WarnUnknown(node, PriceReader.Known);
            return context.Warnings.Count == 0 ? PriceReader.Read(context, node)! : throw new ConfigurationException(context.Warnings[0]);
        }
        catch (ConfigurationException fault)
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid, "The price is not valid: " + fault.Message, Example);
        }
    }
}
