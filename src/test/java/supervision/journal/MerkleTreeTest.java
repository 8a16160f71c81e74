package supervision.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {

    /** Entries and roots that logs of certificates have published for their tests. */
    private static final List<byte[]> LEAVES = Stream.of(
                    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
            .map(HexFormat.of()::parseHex)
            .map(MerkleTree::leaf)
            .toList();

    private static final List<String> ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    @Test
    void rootsAreThoseOfThePublishedVectors() {
        for (int size = 0; size <= LEAVES.size(); size++) {
            assertThat(HexFormat.of().formatHex(MerkleTree.root(LEAVES.subList(0, size))))
                    .as("root of %s leaves", size)
                    .isEqualTo(ROOTS.get(size));
        }
    }

    @Test
    void aTreeThatGrowsHasTheSameRoots() {
        MerkleTree.Growing tree = new MerkleTree.Growing();
        for (int size = 0; size <= 40; size++) {
            assertThat(tree.root()).as("root of %s leaves", size).isEqualTo(MerkleTree.root(leaves(size)));
            tree.add(MerkleTree.leaf(new byte[] {(byte) size, 7}));
        }
    }

    @Test
    void eachLeafIsShownToBeInTheTreeAndNoOther() {
        for (int size = 1; size <= 40; size++) {
            List<byte[]> leaves = leaves(size);
            byte[] root = MerkleTree.root(leaves);
            for (int at = 0; at < size; at++) {
                List<byte[]> path = MerkleTree.inclusion(at, leaves);
                assertThat(MerkleTree.includes(leaves.get(at), at, size, path, root))
                        .as("leaf %s of %s", at, size)
                        .isTrue();
                assertThat(MerkleTree.includes(MerkleTree.leaf(new byte[] {1}), at, size, path, root))
                        .isFalse();
                assertThat(MerkleTree.includes(leaves.get(at), (at + 1) % size, size, path, root))
                        .isEqualTo(size == 1);
                if (!path.isEmpty()) {
                    assertThat(MerkleTree.includes(leaves.get(at), at, size, path.subList(1, path.size()), root))
                            .isFalse();
                }
            }
        }
    }

    private static List<byte[]> leaves(int size) {
        List<byte[]> leaves = new ArrayList<>();
        for (int at = 0; at < size; at++) {
            leaves.add(MerkleTree.leaf(new byte[] {(byte) at, 7}));
        }
        return leaves;
    }
}
