"""The judge's net in plain torch: a six-layer BERT encoder, three poolings, four heads.

Training runs the float weights (`Judge`), with word embeddings already at their int8 values. What ships runs int8:
`Judge.quantise()` turns every matrix of the encoder into QuantisedLinear, whose integer sums are exact.
"""

import torch
from torch import nn
from torch.nn import functional

LAYERS, WIDTH, HEADS, INNER, POSITIONS, EPSILON = 6, 384, 12, 1536, 128, 1e-12
MATRICES = ("query", "key", "value", "output", "up", "down")


def quantise_rows(matrix):
    """(int8 values, scale of each row): scale = max|row| / 127, 1 for a row of zeros; rounds half to even."""
    scale = matrix.abs().amax(dim=-1) / 127
    scale = torch.where(scale == 0, torch.ones_like(scale), scale)
    return (matrix / scale.unsqueeze(-1)).round().clamp(-127, 127), scale


def exact_product(tokens, values):
    """tokens @ values.T of int8 as float32 of the exact integer sums. torch's integer product is not public yet; where
    it is missing doubles do the same slowly: the sums stay far below 2^53."""
    if hasattr(torch, "_int_mm"):
        return torch._int_mm(tokens.to(torch.int8), values.T).to(torch.float32)
    return (tokens.double() @ values.double().T).to(torch.float32)


class QuantisedLinear(nn.Module):
    """y = float32(sum of integer products) * (scale of the token * scale of the output) + bias."""

    def __init__(self, values, scale, bias):
        super().__init__()
        self.values, self.scale, self.bias = values.to(torch.int8), scale, bias

    def forward(self, x):
        tokens, scale = quantise_rows(x)
        sums = exact_product(tokens.flatten(0, -2), self.values).unflatten(0, tokens.shape[:-1])
        return sums * (scale.unsqueeze(-1) * self.scale) + self.bias


class Layer(nn.Module):
    def __init__(self, dropout):
        super().__init__()
        for name in MATRICES:
            rows, columns = {"up": (INNER, WIDTH), "down": (WIDTH, INNER)}.get(name, (WIDTH, WIDTH))
            setattr(self, name, nn.Linear(columns, rows))
        self.norm1 = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.norm2 = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, mask):
        batch, length, _ = x.shape

        def split(y):
            return y.view(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2)

        parts = (split(matrix(x)) for matrix in (self.query, self.key, self.value))
        context = functional.scaled_dot_product_attention(*parts, attn_mask=mask)
        context = context.transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm1(x + self.dropout(self.output(context)).float())
        inner = functional.gelu(self.up(x))
        return self.norm2(x + self.dropout(self.down(inner)).float())


def mean_where(states, chosen):
    """Mean of the states where `chosen` is 1; zeros where nothing is."""
    weights = chosen.to(states.dtype).unsqueeze(-1)
    return (states * weights).sum(1) / weights.sum(1).clamp(min=1)


class Judge(nn.Module):
    """`classes`: head -> names. Returns head -> logits for a batch of (ids, roles, real), each [batch, length]."""

    def __init__(self, classes, words, dropout=0.1):
        super().__init__()
        self.classes = classes
        values, scale = quantise_rows(words)
        self.word_values, self.word_scale = values.to(torch.int8), scale
        self.words = nn.Embedding.from_pretrained(values * scale.unsqueeze(-1), freeze=True)
        self.positions = nn.Parameter(torch.zeros(POSITIONS, WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = nn.Dropout(dropout)
        self.dense = nn.Linear(3 * WIDTH, WIDTH)
        self.heads = nn.ModuleList(nn.Linear(WIDTH, len(c)) for c in classes.values())

    def forward(self, ids, roles, real):
        x = self.dropout(self.norm(self.words(ids) + self.positions[: ids.shape[1]]))
        mask = torch.zeros(real.shape, dtype=torch.float32).masked_fill(~real, float("-inf"))[:, None, None, :]
        if torch.is_autocast_enabled("cpu"):
            mask = mask.to(torch.bfloat16)
        for layer in self.layers:
            x = layer(x, mask)
        with torch.autocast("cpu", enabled=False):
            x = x.float()
            pooled = torch.cat([mean_where(x, real), mean_where(x, roles == 1), mean_where(x, roles == 2)], dim=-1)
            hidden = self.dropout(torch.tanh(self.dense(pooled)))
            return {name: head(hidden) for name, head in zip(self.classes, self.heads)}

    def quantise(self):
        """Swaps every matrix of the encoder for its int8 form; for answering only."""
        for layer in self.layers:
            for name in MATRICES:
                matrix = getattr(layer, name)
                if not isinstance(matrix, QuantisedLinear):
                    setattr(layer, name, QuantisedLinear(*quantise_rows(matrix.weight.data), matrix.bias.data))
        return self.eval()


def from_encoder(classes, tensors, dropout=0.1):
    """A Judge that starts from the weights of a BERT encoder (safetensors names), with new heads."""
    judge = Judge(classes, tensors["embeddings.word_embeddings.weight"], dropout)
    token_type = tensors["embeddings.token_type_embeddings.weight"][0]
    judge.positions.data = tensors["embeddings.position_embeddings.weight"][:POSITIONS] + token_type

    def load(module, name):
        module.weight.data = tensors[f"{name}.weight"].clone()
        module.bias.data = tensors[f"{name}.bias"].clone()

    load(judge.norm, "embeddings.LayerNorm")
    for number, layer in enumerate(judge.layers):
        at = f"encoder.layer.{number}"
        for part in ("query", "key", "value"):
            load(getattr(layer, part), f"{at}.attention.self.{part}")
        load(layer.output, f"{at}.attention.output.dense")
        load(layer.norm1, f"{at}.attention.output.LayerNorm")
        load(layer.up, f"{at}.intermediate.dense")
        load(layer.down, f"{at}.output.dense")
        load(layer.norm2, f"{at}.output.LayerNorm")
    return judge


def batch_of(encoded, pad):
    """(ids, roles, real) tensors of [(ids, roles)]."""
    length = max(len(ids) for ids, _ in encoded)
    ids = torch.full((len(encoded), length), pad)
    roles = torch.zeros_like(ids)
    real = torch.zeros_like(ids, dtype=torch.bool)
    for i, (own_ids, own_roles) in enumerate(encoded):
        ids[i, : len(own_ids)] = torch.tensor(own_ids)
        roles[i, : len(own_ids)] = torch.tensor(own_roles)
        real[i, : len(own_ids)] = True
    return ids, roles, real


@torch.no_grad()
def logits_of(judge, encoded, pad, size=32):
    """head -> [rows, classes] in the order of `encoded`, batched by length."""
    judge.eval()
    order = sorted(range(len(encoded)), key=lambda i: len(encoded[i][0]))
    out = {name: torch.zeros(len(encoded), len(c)) for name, c in judge.classes.items()}
    for start in range(0, len(order), size):
        chosen = order[start : start + size]
        for name, logits in judge(*batch_of([encoded[i] for i in chosen], pad)).items():
            out[name][chosen] = logits.float()
    return out
