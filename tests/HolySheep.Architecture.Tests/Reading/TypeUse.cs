using Mono.Cecil;

namespace HolySheep.Architecture.Tests.Reading;

/// <summary>One place where a type uses another one; both namespaces are those of the outermost types.</summary>
internal sealed record TypeUse(TypeDefinition From, string FromNamespace, string Member, string ToNamespace, string ToName)
{
    public string To => $"{ToNamespace}.{ToName}";

    public override string ToString() => $"{From.FullName}{(Member.Length > 0 ? "." + Member : "")} uses {To}";
}
