"""EN-01, second half: recompute what the vault computed, from the documentation alone, with other people's code.

Reads lines of tab-separated hexadecimal fields, the first field naming the kind of line, and prints one line:
how many of each kind were compared with which implementation. Exits with 1 and the first differing line otherwise.

  OpenSSL     through the package `cryptography`: AES-GCM, SM4-GCM, SHA-256, SM3, HMAC, HKDF
  PyCryptodome  (brought by `gmssl`): AES-GCM once more
  gmssl       pure Python: SM3, SM4; GCM's hash is written out below as SP 800-38D has it
"""

import concurrent.futures
import os
import sys
from collections import Counter

from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
from Cryptodome.Cipher import AES
from gmssl import sm3 as gm_sm3
from gmssl import sm4 as gm_sm4

SUITES = {
    1: ("aes-256-gcm", hashes.SHA256, 32, algorithms.AES),
    2: ("sm4-gcm", hashes.SM3, 16, algorithms.SM4),
}
COMPARTMENTS = ["gen", "aid", "med", "psy", "crisis", "protect", "staff"]


def mac(algorithm, key, data):
    state = hmac.HMAC(key, algorithm())
    state.update(data)
    return state.finalize()


def digest(algorithm, data):
    state = hashes.Hash(algorithm())
    state.update(data)
    return state.finalize()


def expand(algorithm, key, info, length=32):
    return HKDFExpand(algorithm(), length, info).derive(key)


def prk(suite, root):
    name, algorithm, _, _ = SUITES[suite]
    return mac(algorithm, b"chunyu vault 1 " + name.encode(), root)  # HKDF-Extract


def gcm_by_openssl(suite, key, nonce, aad, plain):
    sealer = Cipher(SUITES[suite][3](key), modes.GCM(nonce)).encryptor()
    sealer.authenticate_additional_data(aad)
    return sealer.update(plain) + sealer.finalize() + sealer.tag


def gcm_by_cryptodome(key, nonce, aad, plain):
    sealer = AES.new(key, AES.MODE_GCM, nonce=nonce)
    sealer.update(aad)
    body, tag = sealer.encrypt_and_digest(plain)
    return body + tag


def multiply(x, table):
    """x times H in GF(2^128): the sum of H·t^i over the bits of x. table[i] is H·t^i."""
    product = 0
    for i, bit in enumerate(f"{x:0128b}"):
        if bit == "1":
            product ^= table[i]
    return product


def gcm_by_gmssl(key, nonce, aad, plain):
    cipher = gm_sm4.CryptSM4()
    cipher.set_key(key, gm_sm4.SM4_ENCRYPT)

    def block(data):
        return bytes(cipher.one_round(cipher.sk, list(data)))

    value, table = int.from_bytes(block(bytes(16)), "big"), []
    for _ in range(128):
        table.append(value)
        value = (value >> 1) ^ (0xE1 << 120 if value & 1 else 0)

    stream = b"".join(block(nonce + (2 + i).to_bytes(4, "big")) for i in range((len(plain) + 15) // 16))
    body = bytes(a ^ b for a, b in zip(plain, stream))
    padded = b"".join(part + bytes(-len(part) % 16) for part in (aad, body))
    padded += (8 * len(aad)).to_bytes(8, "big") + (8 * len(body)).to_bytes(8, "big")
    state = 0
    for start in range(0, len(padded), 16):
        state = multiply(state ^ int.from_bytes(padded[start : start + 16], "big"), table)
    mask = int.from_bytes(block(nonce + (1).to_bytes(4, "big")), "big")
    return body + (state ^ mask).to_bytes(16, "big")


def check_cell(suite, root, school, table, row, column, level, compartment, nonce, plain, cell):
    suite, compartment = suite[0], compartment[0]
    _, algorithm, key_length, _ = SUITES[suite]
    head = bytes([1, suite]) + expand(hashes.SHA256, prk(1, root), b"key id", 4)
    aad = head + b"\x00\x01" + school + row + level + bytes([compartment]) + table + b"\xff" + column
    name = COMPARTMENTS[compartment - 1].encode()
    own = expand(algorithm, prk(suite, root), b"compartment " + name)
    key = expand(algorithm, own, b"row" + school + row + table, key_length)
    yield "cell by OpenSSL", head + nonce + gcm_by_openssl(suite, key, nonce, aad, plain) == cell
    if suite == 1:
        yield "AES cell by PyCryptodome", head + nonce + gcm_by_cryptodome(key, nonce, aad, plain) == cell
    else:
        yield "SM4 cell by gmssl", head + nonce + gcm_by_gmssl(key, nonce, aad, plain) == cell


def check_index(suite, root, school, field, value, index):
    algorithm = SUITES[suite[0]][1]
    key = expand(algorithm, prk(suite[0], root), b"index")
    yield "index by OpenSSL", mac(algorithm, key, school + field + b"\xff" + value)[:16] == index


def check_sm3(data, result):
    yield "SM3 by OpenSSL", digest(hashes.SM3, data) == result
    yield "SM3 by gmssl", bytes.fromhex(gm_sm3.sm3_hash(list(data))) == result


def check_sm4(key, data, result):
    sealer = Cipher(algorithms.SM4(key), modes.ECB()).encryptor()
    yield "SM4 by OpenSSL", sealer.update(data) + sealer.finalize() == result
    cipher = gm_sm4.CryptSM4()
    cipher.set_key(key, gm_sm4.SM4_ENCRYPT)
    yield "SM4 by gmssl", bytes(cipher.one_round(cipher.sk, list(data))) == result


CHECKS = {"cell": check_cell, "index": check_index, "sm3": check_sm3, "sm4": check_sm4}


def check(lines):
    seen = Counter()
    for line in lines:
        kind, *fields = line.rstrip("\n").split("\t")
        for what, equal in CHECKS[kind](*map(bytes.fromhex, fields)):
            if not equal:
                return seen, f"differs: {what}: {line}"
            seen[what] += 1
    return seen, None


def main():
    with open(sys.argv[1], encoding="ascii") as batch:
        lines = batch.readlines()
    parts = [lines[i::16] for i in range(16)]
    with concurrent.futures.ProcessPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(check, parts))
    for problem in (problem for _, problem in results if problem):
        print(problem)
        return 1
    total = sum((seen for seen, _ in results), Counter())
    print("; ".join(f"{what}: {count}" for what, count in sorted(total.items())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
