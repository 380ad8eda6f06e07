using System.Collections.Generic;

namespace HolySheep.TestKit.Wire;

/// <summary>One reply as bytes: what is sent, and how it ends; a null end is the announced one.</summary>
internal sealed record ReplyPlan(byte[] Head, IReadOnlyList<BodyPart> Parts, bool IsChunked, CutKind? End);
